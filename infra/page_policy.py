"""The page's Content-Security-Policy, the same on the laptop and on AWS."""

_FIREBASE = "https://identitytoolkit.googleapis.com https://securetoken.googleapis.com"


def content_security_policy(*origins: str) -> str:
    """Scripts come from the page itself; data from `origins` (the API, the files) and sign-in.

    Components put style elements into the page, and the PDF viewer decodes pictures in WebAssembly.
    """
    data = " ".join(origins)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            f"connect-src 'self' {data} {_FIREBASE}",
            f"img-src 'self' blob: data: {data}",
            "font-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
