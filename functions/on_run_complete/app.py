"""Throwaway completion function for checking the stack."""

from chalice import Chalice
from chalice.app import CloudWatchEvent, Rate, SQSEvent

app = Chalice(app_name="on_run_complete")
app.log.setLevel("INFO")


@app.on_sqs_message(queue="run-completed", batch_size=10)
def complete_run(event: SQSEvent) -> dict[str, object]:
    app.log.info("complete_run %s", [record.body for record in event])
    return {"batchItemFailures": []}


@app.schedule(Rate(1, unit=Rate.MINUTES))
def reconcile(event: CloudWatchEvent) -> None:
    app.log.info("reconcile %s", event.time)
