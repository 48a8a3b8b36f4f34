import { execFileSync } from "node:child_process";
import path from "node:path";

import { REPOSITORY, stackFile } from "./stack";

const SWITCH = `
import json, sys, time
import boto3
what, stack = sys.argv[1], json.load(open(sys.argv[2]))
access = {"endpoint_url": stack["s3_endpoint"], "region_name": stack["region"],
          "aws_access_key_id": stack["access_key_id"], "aws_secret_access_key": stack["secret_access_key"]}
functions, queues = boto3.client("lambda", **access), boto3.client("sqs", **access)
queue = stack["task_queue_url"]
mappings = functions.list_event_source_mappings()["EventSourceMappings"]
tasks = next(one for one in mappings if one["EventSourceArn"].endswith(":" + queue.rsplit("/", 1)[1]))

def deliver(enabled):
    functions.update_event_source_mapping(UUID=tasks["UUID"], Enabled=enabled)

def waiting():
    name = "ApproximateNumberOfMessages"
    return int(queues.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])

deliver(what != "hold")
if what == "release-some":
    before, end = waiting(), time.monotonic() + 60
    while waiting() == before and time.monotonic() < end:
        time.sleep(0.02)
    deliver(False)
`;

function turn(what: "hold" | "release" | "release-some"): void {
  const python = path.join(REPOSITORY, ".venv", "bin", "python");
  execFileSync(python, ["-c", SWITCH, what, stackFile()]);
}

/** Lets no task reach the worker any more, so that a started run lasts, on however fast a machine. */
export const holdReading = () => turn("hold");
/** Lets tasks reach the worker again. */
export const releaseReading = () => turn("release");
/** Lets the first of the waiting tasks through, and holds the rest. */
export const releaseSome = () => turn("release-some");
