/** The content's SHA-256 in lower-case hex; undefined where the browser offers no hashing. */
export async function sha256(file: File): Promise<string | undefined> {
  const bytes = await file.arrayBuffer();
  const digest = await globalThis.crypto.subtle?.digest("SHA-256", bytes);
  return digest && Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
