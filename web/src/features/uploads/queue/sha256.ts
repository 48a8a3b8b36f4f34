/** The content's SHA-256 in lower-case hex; undefined where the browser offers no hashing. */
export async function sha256(file: File): Promise<string | undefined> {
  const bytes = await file.arrayBuffer();
  if (!isSecureContext) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
