import { useEffect } from "react";

import { useStored } from "@/lib/stored";

export type Theme = "system" | "light" | "dark";

const parse = (stored: unknown): Theme => (stored === "light" || stored === "dark" ? stored : "system");

/** The chosen theme, applied to the document; `system` follows the device as it changes. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useStored("cpe.theme", parse);
  useEffect(() => {
    const device = matchMedia("(prefers-color-scheme: dark)");
    const apply = () =>
      document.documentElement.classList.toggle(
        "dark",
        theme === "dark" || (theme === "system" && device.matches),
      );
    apply();
    device.addEventListener("change", apply);
    return () => device.removeEventListener("change", apply);
  }, [theme]);
  return [theme, setTheme];
}
