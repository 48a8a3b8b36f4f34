"""Throwaway worker for checking the stack."""

import json
import os

import boto3
from chalice import Chalice
from chalice.app import SQSEvent

app = Chalice(app_name="worker")
app.log.setLevel("INFO")


def note(kind: str, text: str) -> None:
    boto3.client("s3").put_object(
        Bucket=os.environ["FILES_BUCKET"], Key=f"users/notes/{kind}/{text}", Body=b"1"
    )


@app.on_sqs_message(queue="tasks", batch_size=10, maximum_concurrency=2)
def run_task(event: SQSEvent) -> dict[str, object]:
    app.log.info("run_task")
    failed = []
    for record, raw in zip(event, event.to_dict()["Records"], strict=True):
        text = json.loads(record.body)["text"]
        if text.startswith("bad"):
            failed.append({"itemIdentifier": raw["messageId"]})
            continue
        note("done", text)
        boto3.client("sqs").send_message(
            QueueUrl=os.environ["RUN_COMPLETED_QUEUE_URL"], MessageBody=record.body
        )
    return {"batchItemFailures": failed}


@app.on_sqs_message(queue="tasks-dead", batch_size=10)
def fail_task(event: SQSEvent) -> dict[str, object]:
    app.log.info("fail_task")
    for record in event:
        note("dead", json.loads(record.body)["text"])
    return {"batchItemFailures": []}
