"""What a running stack says of itself in `stack.json`."""

from dataclasses import asdict, dataclass

from local_stack.folder import DataFolder, write_json


@dataclass(frozen=True)
class StackState:
    """Addresses and names of one running stack. `api_url` has no trailing slash and comes before
    `/api/...`; `web_url` is empty while the page isn't built. The keys are the emulator's
    administrator's."""

    api_url: str
    web_url: str
    web_origin: str
    s3_endpoint: str
    database_url: str
    firebase_project: str
    files_bucket: str
    task_queue_url: str
    task_dead_letter_queue_url: str
    run_completed_queue_url: str
    run_completed_dead_letter_queue_url: str
    function_logs: str
    region: str
    access_key_id: str
    secret_access_key: str

    def write(self, folder: DataFolder) -> None:
        write_json(folder.state, asdict(self))

    @classmethod
    def read(cls, folder: DataFolder) -> "StackState | None":
        written = folder.read_json(folder.state)
        return cls(**written) if written else None
