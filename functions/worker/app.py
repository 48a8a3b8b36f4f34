"""Throwaway worker for checking the stack."""

import json
import os

import boto3
from chalice import Chalice
from chalice.app import SQSEvent

app = Chalice(app_name="worker")
app.log.setLevel("INFO")


@app.on_sqs_message(queue="tasks", batch_size=10)
def run_task(event: SQSEvent) -> dict[str, object]:
    failed = []
    for record, raw in zip(event, event.to_dict()["Records"], strict=True):
        text = json.loads(record.body)["text"]
        app.log.info("done %s", text)
        if text.startswith("bad"):
            failed.append({"itemIdentifier": raw["messageId"]})
            continue
        boto3.client("sqs").send_message(
            QueueUrl=os.environ["RUN_COMPLETED_QUEUE_URL"], MessageBody=record.body
        )
    return {"batchItemFailures": failed}


@app.on_sqs_message(queue="tasks-dead", batch_size=10)
def fail_task(event: SQSEvent) -> dict[str, object]:
    app.log.info("fail_task %s", [json.loads(record.body)["text"] for record in event])
    return {"batchItemFailures": []}
