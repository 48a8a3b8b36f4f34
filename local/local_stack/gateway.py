"""What the emulator's API Gateway drops on import and AWS's keeps: headers that let the page's
origin in. They are put back from the same template."""

from infra.aws_clients import Client
from infra.template import Template


def complete(apigateway: Client, template: Template, stage: str) -> str:
    """Restores the answers to OPTIONS and the gateway's own error answers; returns the API's id."""
    api = template["Resources"]["RestAPI"]["Properties"]
    (api_id,) = (
        item["id"]
        for item in apigateway.get_rest_apis()["items"]
        if item["name"] == api["DefinitionBody"]["info"]["title"]
    )
    _restore_preflights(apigateway, api_id, api["DefinitionBody"]["paths"])
    for kind, response in api["GatewayResponses"].items():
        headers = response["ResponseParameters"]["Headers"]
        status = {"statusCode": str(response["StatusCode"])} if "StatusCode" in response else {}
        apigateway.put_gateway_response(
            restApiId=api_id,
            responseType=kind,
            responseParameters={
                f"gatewayresponse.header.{name}": value for name, value in headers.items()
            },
            responseTemplates=response["ResponseTemplates"],
            **status,
        )
    apigateway.create_deployment(restApiId=api_id, stageName=stage)
    return str(api_id)


def _restore_preflights(apigateway: Client, api_id: str, paths: Template) -> None:
    resources = apigateway.get_resources(restApiId=api_id, limit=500)["items"]
    ids = {resource["path"]: resource["id"] for resource in resources}
    for path, methods in paths.items():
        integration = methods.get("options", {}).get("x-amazon-apigateway-integration")
        if integration is None:
            continue
        headers = integration["responses"]["default"]["responseParameters"]
        place = {
            "restApiId": api_id,
            "resourceId": ids[path],
            "httpMethod": "OPTIONS",
            "statusCode": "200",
        }
        apigateway.put_method_response(**place, responseParameters=dict.fromkeys(headers, True))
        apigateway.put_integration_response(**place, responseParameters=headers)
