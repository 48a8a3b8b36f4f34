/** What differs between environments. Read once, at start, from `/config.json`. */
export type Environment = {
  /** Where `/api/…` begins, without a slash at its end. */
  apiUrl: string;
  firebase: { projectId: string; apiKey?: string; authDomain?: string };
  /** True on a local stack only: identities are then made up in the browser. */
  localSignIn: boolean;
};

/** `/config.json` is missing or wrong; the message names the setting. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

type Settings = Record<string, unknown>;

function text(settings: Settings, name: string, prefix = ""): string {
  const value = settings[name];
  if (typeof value !== "string" || value === "") {
    throw new ConfigError(`"${prefix}${name}" must be a text that is not empty.`);
  }
  return value;
}

function optionalText(settings: Settings, name: string, prefix: string): string | undefined {
  return settings[name] === undefined || settings[name] === null ? undefined : text(settings, name, prefix);
}

function record(value: unknown, name: string): Settings {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ConfigError(`${name} must be an object.`);
  }
  return value as Settings;
}

function address(settings: Settings, name: string): string {
  const value = text(settings, name);
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new ConfigError(`"${name}" must be an http or https address, not "${value}".`);
  }
  return value.replace(/\/+$/, "");
}

/** Checks the settings. Throws {@link ConfigError} that names the first wrong one. */
export function parseEnvironment(raw: unknown): Environment {
  const settings = record(raw, "The file");
  const firebase = record(settings.firebase, '"firebase"');
  if (typeof settings.local_sign_in !== "boolean") {
    throw new ConfigError('"local_sign_in" must be true or false.');
  }
  const apiKey = optionalText(firebase, "api_key", "firebase.");
  if (!settings.local_sign_in && apiKey === undefined) {
    throw new ConfigError('"firebase.api_key" is needed where "local_sign_in" is false.');
  }
  return {
    apiUrl: address(settings, "api_url"),
    firebase: {
      projectId: text(firebase, "project_id", "firebase."),
      apiKey,
      authDomain: optionalText(firebase, "auth_domain", "firebase."),
    },
    localSignIn: settings.local_sign_in,
  };
}

/** Fetches and checks `/config.json`. Throws {@link ConfigError}. */
export async function loadEnvironment(): Promise<Environment> {
  const response = await fetch("/config.json", { cache: "no-cache" }).catch(() => null);
  if (!response?.ok) {
    throw new ConfigError(
      response ? `The file can't be read (status ${response.status}).` : "The file can't be reached.",
    );
  }
  const raw: unknown = await response.json().catch(() => {
    throw new ConfigError("The file is not JSON.");
  });
  return parseEnvironment(raw);
}
