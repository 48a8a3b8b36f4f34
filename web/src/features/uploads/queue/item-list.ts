import type { UploadItem } from "./upload-item";

const PUBLISH_MS = 80;

/** The items of a queue, by id, published in batches so that 500 files don't mean 500 renders. */
export class ItemList {
  private readonly byId = new Map<number, UploadItem>();
  private readonly listeners = new Set<() => void>();
  private published: readonly UploadItem[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  get(id: number): UploadItem | undefined {
    return this.byId.get(id);
  }

  put(item: UploadItem): void {
    this.byId.set(item.id, item);
    this.publishSoon();
  }

  /** Changes an item, if it is still there. */
  change(id: number, changes: Partial<UploadItem>): void {
    const item = this.byId.get(id);
    if (item) this.put({ ...item, ...changes });
  }

  remove(id: number): void {
    this.byId.delete(id);
    this.publishSoon();
  }

  all(): UploadItem[] {
    return [...this.byId.values()];
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The items as last published: the same array until something changed. */
  readonly snapshot = (): readonly UploadItem[] => this.published;

  private publishSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.published = this.all();
      for (const listener of this.listeners) listener();
    }, PUBLISH_MS);
  }
}
