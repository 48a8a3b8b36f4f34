import type { FileToRegister, RefusedFile } from "@/api/types";

import { ATTEMPTS, pauseAfter } from "./backoff";
import { contentTypeOf, refusalOf } from "./file-rules";
import { ItemList } from "./item-list";
import { GAVE_UP, LEFT_OUT, NO_ANSWER, NOT_LET_IN, reasonOf, UNREADABLE } from "./reasons";
import { registerStubbornly } from "./register-stubbornly";
import type { Presigned } from "./send-to-storage";
import type { UploadServices } from "./services";
import { verdictsOf } from "./verdicts";
import { isUnderWay, type PickedFile, type Reason, type UploadItem } from "./upload-item";

const LANES = 6;
/** One after the other, so that files are registered in the order they came in. */
const HASHERS = 1;
/** Signing is a round trip for many, but a signature lives for minutes only: not too far ahead. */
const SIGN_AT_ONCE = 40;

type Signed = { id: number; runId: string; upload: Presigned };

/** Takes files to the storage: hashed, registered in batches just in time, six at a time. */
export class UploadQueue {
  readonly items = new ItemList();
  private nextId = 1;
  private readonly toHash: number[] = [];
  private toSign: { id: number; entry: FileToRegister }[] = [];
  private readonly toSend: Signed[] = [];
  private readonly runOf = new Map<number, string>();
  private readonly controllers = new Map<number, AbortController>();
  private readonly signedAgain = new Map<number, number>();
  private hashing = 0;
  private sending = 0;
  private signing = 0;

  constructor(private readonly services: UploadServices) {}

  /** Takes files in. What breaks a rule is kept as refused, so that it can be shown. */
  add(picked: PickedFile[]): void {
    if (!this.items.all().some(isUnderWay)) this.forget(["uploaded"]); // the server shows those
    for (const { path, file } of picked) {
      const reason = refusalOf({ path, file });
      const id = this.nextId++;
      this.items.put({
        id,
        path,
        file,
        state: reason ? "refused" : "waiting",
        sent: 0,
        fileId: null,
        reason,
        addAnyway: false,
      });
      if (!reason) this.enter(id);
    }
    this.pump();
  }

  /** Tries a failed file again, from the beginning. */
  retry(id: number): void {
    const item = this.items.get(id);
    if (item?.state !== "failed") return;
    this.items.change(id, { state: "waiting", sent: 0, reason: null, fileId: null });
    this.signedAgain.delete(id);
    this.enter(id);
    this.pump();
  }

  /** Uploads a file although the sheet has the same content already. */
  addAnyway(id: number): void {
    if (this.items.get(id)?.reason?.code !== "already_in_sheet") return;
    this.items.change(id, { state: "waiting", reason: null, addAnyway: true });
    this.enter(id);
    this.pump();
  }

  /** Takes an item out, whatever it is doing, and out of the run where it is registered. */
  async remove(id: number): Promise<void> {
    const item = this.items.get(id);
    const runId = this.runOf.get(id);
    this.controllers.get(id)?.abort(new DOMException("Removed", "AbortError"));
    this.items.remove(id);
    if (item?.fileId != null && runId !== undefined && item.state !== "refused") {
      await this.services.unregister(runId, item.fileId);
      this.services.onFilesChanged();
    }
  }

  /** Forgets what needs nothing any more: uploaded, or refused and seen. */
  forget(states: UploadItem["state"][]): void {
    for (const item of this.items.all()) if (states.includes(item.state)) this.items.remove(item.id);
  }

  /** The run began without these files: they were on their way too long. */
  markLeftOut(fileIds: ReadonlySet<string>): void {
    for (const item of this.items.all()) {
      if (item.fileId === null || !fileIds.has(item.fileId) || item.state === "failed") continue;
      this.controllers.get(item.id)?.abort(new DOMException("Left out", "AbortError"));
      this.items.change(item.id, {
        state: "failed",
        reason: LEFT_OUT,
      });
    }
  }

  private enter(id: number): void {
    this.controllers.set(id, new AbortController());
    this.toHash.push(id);
  }

  private pump(): void {
    if (this.hashing < HASHERS && this.toSign.length < SIGN_AT_ONCE) {
      const next = this.toHash.shift();
      if (next !== undefined) this.run("hashing", () => this.hash(next));
    }
    if (this.signing === 0 && this.toSign.length > 0 && this.toSend.length < LANES) {
      const batch = this.toSign.splice(0, SIGN_AT_ONCE);
      this.run("signing", () => this.sign(batch));
    }
    if (this.sending < LANES) {
      const next = this.toSend.shift();
      if (next !== undefined) this.run("sending", () => this.send(next));
    }
  }

  /** Counts work while it is done, and looks for more when it begins and when it ends. */
  private run(stage: "hashing" | "signing" | "sending", work: () => Promise<void>): void {
    this[stage]++;
    void work().finally(() => {
      this[stage]--;
      this.pump();
    });
    this.pump();
  }

  private async hash(id: number): Promise<void> {
    const item = this.items.get(id);
    const contentType = item && contentTypeOf(item.path);
    if (!item || !contentType) return;
    try {
      const sha256 = await this.services.hash(item.file);
      const entry = {
        path: item.path,
        size: item.file.size,
        content_type: contentType,
        sha256,
        add_anyway: item.addAnyway,
      };
      this.toSign.push({ id, entry });
    } catch {
      this.fail(id, UNREADABLE);
    }
  }

  private async sign(batch: { id: number; entry: FileToRegister }[]): Promise<void> {
    const wanted = batch.filter(({ id }) => this.items.get(id)?.state === "waiting");
    if (wanted.length === 0) return;
    try {
      const answer = await registerStubbornly(
        this.services,
        wanted.map(({ entry }) => entry),
      );
      const verdicts = verdictsOf(
        wanted.map(({ entry }) => entry.path),
        answer,
      );
      wanted.forEach(({ id }, index) => {
        const { granted, refused } = verdicts[index] ?? {};
        if (granted) this.granted(id, answer.run_id, granted.file_id, granted.upload);
        else this.refuse(id, refused);
      });
      this.services.onFilesChanged();
    } catch (error) {
      const reason = reasonOf(error);
      for (const { id } of wanted) this.fail(id, reason);
    }
  }

  private granted(id: number, runId: string, fileId: string, upload: Presigned): void {
    if (!this.items.get(id)) {
      void this.services.unregister(runId, fileId).catch(() => undefined); // removed while it was being signed
      return;
    }
    this.runOf.set(id, runId);
    this.items.change(id, { fileId });
    this.toSend.push({ id, runId, upload });
  }

  private async send({ id, runId, upload }: Signed): Promise<void> {
    const item = this.items.get(id);
    const signal = this.controllers.get(id)?.signal;
    if (!item || !signal || signal.aborted) return;
    this.items.change(id, { state: "uploading" });
    try {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const outcome = await this.services.send(
          upload,
          item.file,
          (sent) => this.items.change(id, { sent }),
          signal,
        );
        if (outcome.kind === "stored") {
          this.stored(id);
          return;
        }
        if (outcome.kind === "refused") {
          this.fail(id, { code: "storage", detail: outcome.detail });
          return;
        }
        if (outcome.kind === "expired") {
          await this.signAgain(item, runId);
          return;
        }
        this.items.change(id, { sent: 0 });
        if (attempt < ATTEMPTS) await this.services.pause(pauseAfter(attempt), signal);
      }
      this.fail(id, GAVE_UP);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // only being taken out ends an upload early
    }
  }

  /** A signature ran out, or was never good: twice a new one is fetched, then it is a failure. */
  private async signAgain(item: UploadItem, runId: string): Promise<void> {
    const times = (this.signedAgain.get(item.id) ?? 0) + 1;
    const fileId = this.items.get(item.id)?.fileId;
    if (times > 2) {
      this.fail(item.id, NOT_LET_IN);
      return;
    }
    this.signedAgain.set(item.id, times);
    if (fileId != null) await this.services.unregister(runId, fileId).catch(() => undefined);
    this.items.change(item.id, { state: "waiting", sent: 0, fileId: null });
    this.toHash.push(item.id);
  }

  private stored(id: number): void {
    const item = this.items.get(id);
    this.items.change(id, { state: "uploaded", sent: item?.file.size ?? 0 });
    this.services.onFilesChanged();
  }

  private refuse(id: number, refused: RefusedFile | undefined): void {
    const reason = refused
      ? { code: refused.code, detail: refused.detail, duplicateOf: refused.duplicate_of ?? undefined }
      : NO_ANSWER;
    this.items.change(id, { state: refused ? "refused" : "failed", reason });
  }

  private fail(id: number, reason: Reason): void {
    this.items.change(id, { state: "failed", reason });
  }
}
