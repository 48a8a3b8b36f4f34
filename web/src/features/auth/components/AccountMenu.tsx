import { CircleUserRound, LogOut } from "lucide-react";

import { IconButton } from "@/components/icon-button";
import {
  Menu,
  MenuChoices,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuLine,
  MenuTrigger,
} from "@/components/menu";
import { type Theme, useTheme } from "@/lib/theme";

const THEMES = [
  { value: "system", label: "Like the device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu({ email, onSignOut }: { email: string; onSignOut: () => void }) {
  const [theme, setTheme] = useTheme();
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton icon={CircleUserRound} label={`Account of ${email}`} />
      </MenuTrigger>
      <MenuContent side="right">
        <MenuLabel>{email}</MenuLabel>
        <MenuLine />
        <MenuLabel>Appearance</MenuLabel>
        <MenuChoices value={theme} onChange={(value) => setTheme(value as Theme)} choices={THEMES} />
        <MenuLine />
        <MenuItem onSelect={onSignOut}>
          <LogOut aria-hidden className="size-4" />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
