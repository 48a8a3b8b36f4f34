"""Which part is plugged into which. What only the worker needs is in `worker_wiring`.

Each function builds its parts once, when it is first called, and keeps them while it is warm.
"""

import os
from dataclasses import dataclass
from functools import cache

import boto3
from botocore.config import Config
from sqlalchemy import Engine

from cpe_tracker.adapters.postgres.account import account_in_secret
from cpe_tracker.adapters.postgres.database import Database, engine_for
from cpe_tracker.adapters.postgres.exports import PostgresExports
from cpe_tracker.adapters.postgres.files import PostgresFiles
from cpe_tracker.adapters.postgres.jobs import PostgresJobs
from cpe_tracker.adapters.postgres.repairs import PostgresRepairs
from cpe_tracker.adapters.postgres.results import PostgresResults
from cpe_tracker.adapters.postgres.runs import PostgresRuns
from cpe_tracker.adapters.postgres.sheets import PostgresSheets
from cpe_tracker.adapters.s3 import S3Objects
from cpe_tracker.adapters.sqs import SqsRunCompletedQueue, SqsTaskQueue
from cpe_tracker.config import Settings, settings_from
from cpe_tracker.ports.exports import ExportStore
from cpe_tracker.ports.files import FileStore
from cpe_tracker.ports.jobs import JobStore
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.ports.queues import RunCompletedQueue
from cpe_tracker.ports.repairs import RepairStore
from cpe_tracker.ports.results import ResultStore
from cpe_tracker.ports.runs import RunStore
from cpe_tracker.ports.sheets import SheetStore
from cpe_tracker.ports.tokens import TokenVerifier

AWS_CONFIG = Config(
    signature_version="s3v4",
    connect_timeout=3,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=20,
    s3={"addressing_style": "path" if os.environ.get("AWS_ENDPOINT_URL") else "auto"},
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the functions are made of, behind its ports."""

    settings: Settings
    database: Database
    sheets: SheetStore
    jobs: JobStore
    files: FileStore
    runs: RunStore
    results: ResultStore
    exports: ExportStore
    repairs: RepairStore
    objects: ObjectStore
    task_queue: SqsTaskQueue
    run_completed: RunCompletedQueue


@cache
def settings() -> Settings:
    """The environment's settings. Raises ConfigurationError."""
    return settings_from(os.environ)


@cache
def parts() -> Parts:
    """The parts for the environment's settings. Raises ConfigurationError."""
    chosen = settings()
    database = Database(database_engine(chosen))
    sqs = boto3.client("sqs", config=AWS_CONFIG)
    return Parts(
        settings=chosen,
        database=database,
        sheets=PostgresSheets(database),
        jobs=PostgresJobs(database),
        files=PostgresFiles(database),
        runs=PostgresRuns(database),
        results=PostgresResults(database),
        exports=PostgresExports(database),
        repairs=PostgresRepairs(database),
        objects=S3Objects(boto3.client("s3", config=AWS_CONFIG), chosen.files_bucket),
        task_queue=SqsTaskQueue(sqs, chosen.task_queue_url),
        run_completed=SqsRunCompletedQueue(sqs, chosen.run_completed_queue_url),
    )


@cache
def token_verifier() -> TokenVerifier:
    """What the authorizer alone needs: no database, no queue."""
    # Only the authorizer pays for firebase-admin.
    from cpe_tracker.adapters.firebase import FirebaseTokens

    return FirebaseTokens(settings().firebase_project_id)


def database_engine(chosen: Settings) -> Engine:
    """The engine for the URL given, or for the host whose account is kept as a secret."""
    if chosen.database_url is not None:
        return engine_for(chosen.database_url)
    url = f"postgresql+pg8000://{chosen.database_host}:5432/{chosen.database_name}"
    secrets = boto3.client("secretsmanager", config=AWS_CONFIG)
    return engine_for(url, account_in_secret(secrets, str(chosen.database_secret_arn)))
