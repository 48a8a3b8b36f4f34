"""Where objects live. Keys are made of ids; a user's path is data and never part of one."""

from urllib.parse import quote
from uuid import UUID


def job_prefix(user_id: str, job_id: UUID) -> str:
    """All objects of a job."""
    return f"users/{quote(user_id, safe='')}/jobs/{job_id}/"


def files_prefix(user_id: str, job_id: UUID, run_id: UUID) -> str:
    """All uploads of a run."""
    return f"{job_prefix(user_id, job_id)}runs/{run_id}/files/"


def file_key(user_id: str, job_id: UUID, run_id: UUID, file_id: UUID) -> str:
    """The object of one uploaded file."""
    return f"{files_prefix(user_id, job_id, run_id)}{file_id}"


def export_key(user_id: str, job_id: UUID, run_id: UUID, fingerprint: str, extension: str) -> str:
    """The object of an export of one state of a run's grid."""
    return f"{job_prefix(user_id, job_id)}runs/{run_id}/exports/{fingerprint}.{extension}"
