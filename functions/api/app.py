"""The HTTP API: routes only. Each parses, calls one step of the story, answers."""

from http import HTTPStatus

from chalice.app import AuthRequest, AuthResponse, Chalice, CORSConfig, Response
from chalicelib.http import Api, Call
from chalicelib.openapi import openapi_text

from cpe_tracker import VERSION, errors, log
from cpe_tracker.pipeline.change_files import remove_file, retry_file, show_file
from cpe_tracker.pipeline.check_health import check_health
from cpe_tracker.pipeline.export_run import export_run
from cpe_tracker.pipeline.list_files import list_files
from cpe_tracker.pipeline.read_results import read_file_results, read_results
from cpe_tracker.pipeline.register_files import register_files
from cpe_tracker.pipeline.start_run import start_run
from cpe_tracker.schemas import files, jobs, results, sheets
from cpe_tracker.schemas.queries import FilesQuery, JobsQuery, RunQuery
from cpe_tracker.wiring import parts, token_verifier

app = Chalice(app_name="api")
# Any origin may call: who may see what is decided by the bearer token alone, never by a cookie.
app.api.cors = CORSConfig(
    allow_origin="*",
    allow_headers=["If-None-Match"],
    expose_headers=["ETag", "Retry-After"],
    max_age=600,
)
log.start_logging()


@app.authorizer(ttl_seconds=300)
def authorize(request: AuthRequest) -> AuthResponse:
    """Who is calling, by their Firebase ID token; nobody else gets past this."""
    try:
        user_id = token_verifier().user_of(request.token.removeprefix("Bearer "))
    except errors.NotSignedInError:
        return AuthResponse(routes=[], principal_id="nobody")
    log.info("authorized")
    return AuthResponse(routes=["*"], principal_id=user_id)


api = Api(app, authorize)
OK, CREATED, NO_CONTENT = HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT


@api.route("GET", "/api/cpe/states", answer=list[sheets.State])
def list_states(_call: Call[None, None]) -> list[sheets.State]:
    """The states a sheet can be kept for."""
    return parts().sheets.states()


@api.route("GET", "/api/cpe/sheets", answer=sheets.Sheets)
def list_sheets(call: Call[None, None]) -> sheets.Sheets:
    """The caller's sheets, newest first."""
    return sheets.Sheets(sheets=parts().sheets.sheets(call.user_id))


@api.route(
    "POST",
    "/api/cpe/sheets",
    body=sheets.CreateSheet,
    answer=sheets.CreatedSheet,
    status=CREATED,
    problems=(errors.NotFoundError,),
)
def create_sheet(call: Call[sheets.CreateSheet, None]) -> sheets.CreatedSheet:
    """Create a sheet for a state; its first run takes uploads at once."""
    return parts().sheets.create_sheet(call.user_id, call.body.template_id, call.body.name)


@api.route("PATCH", "/api/cpe/sheets/{job_id}", body=sheets.RenameSheet, status=NO_CONTENT)
def rename_sheet(call: Call[sheets.RenameSheet, None]) -> None:
    """Give a sheet another name."""
    parts().sheets.rename_sheet(call.user_id, call.ids["job_id"], call.body.name)


@api.route("DELETE", "/api/cpe/sheets/{job_id}", status=NO_CONTENT)
def delete_sheet(call: Call[None, None]) -> None:
    """Delete a sheet. It can be restored for a while, then rows and objects are purged."""
    parts().sheets.delete_sheet(call.user_id, call.ids["job_id"])


@api.route(
    "POST",
    "/api/cpe/sheets/{job_id}/restore",
    status=NO_CONTENT,
    problems=(errors.RestoreWindowOverError,),
)
def restore_sheet(call: Call[None, None]) -> None:
    """Undo the deletion of a sheet."""
    have = parts()
    window = have.settings.restore_window_seconds
    have.sheets.restore_sheet(call.user_id, call.ids["job_id"], window)


@api.route(
    "POST",
    "/api/cpe/sheets/{job_id}/start",
    answer=sheets.StartedRun,
    problems=(errors.NoProcessableFileError,),
)
def start_sheet(call: Call[None, None]) -> sheets.StartedRun:
    """Start reading what was uploaded, or answer the run in progress."""
    have = parts()
    return start_run(
        call.user_id,
        call.ids["job_id"],
        store=have.runs,
        objects=have.objects,
        queue=have.task_queue,
    )


@api.route("GET", "/api/jobs", query=JobsQuery, answer=jobs.Jobs)
def list_jobs(call: Call[None, JobsQuery]) -> jobs.Jobs:
    """The caller's jobs of one type, newest first; sheets only when asked for."""
    return jobs.Jobs(jobs=parts().jobs.jobs(call.user_id, call.query.job_type))


@api.route("GET", "/api/jobs/{job_id}", query=RunQuery, answer=jobs.Job)
def show_job(call: Call[None, RunQuery]) -> jobs.Job:
    """A job with one of its runs, the newest when none is named."""
    return parts().jobs.job(call.user_id, call.ids["job_id"], call.query.run_id)


@api.route("GET", "/api/jobs/{job_id}/runs", answer=jobs.Runs)
def list_runs(call: Call[None, None]) -> jobs.Runs:
    """All runs of a job, oldest first."""
    return jobs.Runs(runs=parts().jobs.runs(call.user_id, call.ids["job_id"]))


@api.route("GET", "/api/jobs/{job_id}/events", answer=jobs.Events, is_polled=True)
def show_events(call: Call[None, None]) -> jobs.Events:
    """How a job stands, cheap to poll: send the ETag back, wait Retry-After seconds."""
    return parts().jobs.events(call.user_id, call.ids["job_id"])


@api.route("GET", "/api/jobs/{job_id}/files", query=FilesQuery, answer=files.SourceFiles)
def list_source_files(call: Call[None, FilesQuery]) -> files.SourceFiles:
    """The files of a run, or with `run_id=all` of the whole append chain."""
    have = parts()
    return list_files(
        call.user_id,
        call.ids["job_id"],
        call.query.named_run(),
        whole_chain=call.query.is_whole_chain(),
        store=have.files,
        objects=have.objects,
    )


@api.route(
    "POST",
    "/api/jobs/{job_id}/files",
    query=RunQuery,
    body=files.RegisterFiles,
    answer=files.RegisteredFiles,
    status=CREATED,
    problems=(errors.RunNotEditableError, errors.TooManyFilesError),
)
def register_source_files(
    call: Call[files.RegisterFiles, RunQuery],
) -> files.RegisteredFiles:
    """Register up to 200 files; each is answered a presigned POST to upload it with."""
    have = parts()
    return register_files(
        call.user_id,
        call.ids["job_id"],
        call.query.run_id,
        call.body.files,
        store=have.files,
        objects=have.objects,
    )


@api.route(
    "DELETE",
    "/api/jobs/{job_id}/files/{file_id}",
    query=RunQuery,
    status=NO_CONTENT,
    problems=(errors.RunNotEditableError,),
)
def delete_source_file(call: Call[None, RunQuery]) -> None:
    """Take a file out of a run that is not started yet."""
    have = parts()
    remove_file(
        call.user_id,
        call.ids["job_id"],
        call.query.run_id,
        call.ids["file_id"],
        store=have.files,
        objects=have.objects,
    )


@api.route(
    "POST",
    "/api/jobs/{job_id}/files/{file_id}/retry",
    answer=files.RetriedFile,
    status=CREATED,
    problems=(
        errors.RunNotEditableError,
        errors.FileNotRetryableError,
        errors.ObjectChangedError,
        errors.TooManyFilesError,
    ),
)
def retry_source_file(call: Call[None, None]) -> files.RetriedFile:
    """Put a file that could not be read into the open run, without uploading it again."""
    have = parts()
    return retry_file(
        call.user_id,
        call.ids["job_id"],
        call.ids["file_id"],
        store=have.files,
        objects=have.objects,
    )


@api.route("GET", "/api/jobs/{job_id}/files/{file_id}/content", answer=files.FileContent)
def show_source_file(call: Call[None, None]) -> files.FileContent:
    """A short-lived address of the file's bytes."""
    have = parts()
    return show_file(
        call.user_id,
        call.ids["job_id"],
        call.ids["file_id"],
        store=have.files,
        objects=have.objects,
    )


@api.route("GET", "/api/jobs/{job_id}/results", query=results.ResultsQuery, answer=results.Results)
def list_results(call: Call[None, results.ResultsQuery]) -> results.Results:
    """A page of the grid: the results of the whole append chain, in order."""
    return read_results(call.user_id, call.ids["job_id"], call.query, store=parts().results)


@api.route("GET", "/api/jobs/{job_id}/files/{file_id}/results", answer=results.FileResults)
def list_file_results(call: Call[None, None]) -> results.FileResults:
    """What was read from a file, with what lies behind every value."""
    return read_file_results(
        call.user_id, call.ids["job_id"], call.ids["file_id"], store=parts().results
    )


@api.route(
    "POST",
    "/api/jobs/{job_id}/exports",
    body=results.CreateExport,
    answer=results.CreatedExport,
    accepted=results.ExportInProgress,
    status=CREATED,
)
def create_export(
    call: Call[results.CreateExport, None],
) -> results.CreatedExport | results.ExportInProgress:
    """The grid as CSV or XLSX; the same object while the grid is the same."""
    have = parts()
    return export_run(
        call.user_id,
        call.ids["job_id"],
        call.body,
        exports=have.exports,
        results=have.results,
        objects=have.objects,
        queue=have.task_queue,
    )


@api.route("GET", "/api/health", answer=results.Health, is_open=True)
def show_health(_call: Call[None, None]) -> results.Health:
    """Whether the parts are there."""
    have = parts()
    return check_health(VERSION, database=have.database, queue=have.task_queue)


@app.route("/api/openapi.json")
def show_openapi() -> Response:
    """This API's own description."""
    return Response(openapi_text(api.endpoints), {"Content-Type": "application/json"})
