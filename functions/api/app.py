"""Throwaway API for checking the stack."""

import json
import os
import time

import boto3
from botocore.config import Config
from chalice import AuthResponse, Chalice, CORSConfig
from chalice.app import AuthRequest

cors = CORSConfig(
    allow_origin="*", allow_headers=["If-None-Match"], expose_headers=["ETag"], max_age=600
)
app = Chalice(app_name="api")
app.api.cors = cors
app.log.setLevel("INFO")


@app.authorizer(ttl_seconds=300)
def authorize(auth_request: AuthRequest) -> AuthResponse:
    app.log.info("authorize")
    token = auth_request.token.removeprefix("Bearer ")
    routes = ["*"] if token.startswith("user-") else []
    return AuthResponse(routes=routes, principal_id=token)


@app.route("/api/health")
def health() -> dict[str, object]:
    app.log.info("health")
    return {"mode": os.environ.get("CPE_MODE"), "boto3": boto3.__file__}


@app.route("/api/whoami", authorizer=authorize)
def whoami() -> dict[str, object]:
    app.log.info("whoami")
    return {"sub": app.current_request.context["authorizer"]["principalId"]}


@app.route("/api/files/{name}", methods=["POST"], authorizer=authorize)
def files(name: str) -> dict[str, object]:
    app.log.info("files")
    s3 = boto3.client("s3", config=Config(signature_version="s3v4"))
    key = f"users/x/{name}"
    return s3.generate_presigned_post(
        os.environ["FILES_BUCKET"],
        key,
        Fields={"Content-Type": "text/plain"},
        Conditions=[["content-length-range", 1, 100], {"Content-Type": "text/plain"}],
        ExpiresIn=900,
    )


@app.route("/api/send/{text}", methods=["POST"], authorizer=authorize)
def send(text: str) -> dict[str, object]:
    app.log.info("send")
    sqs = boto3.client("sqs")
    sqs.send_message(QueueUrl=os.environ["TASK_QUEUE_URL"], MessageBody=json.dumps({"text": text}))
    return {"sent": time.time()}
