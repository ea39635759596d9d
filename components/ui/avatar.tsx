import { classNames } from "@/components/ui/class-names";

export type PersonView = { id: string; name: string; initials: string };

export type AvatarProps = {
  person: PersonView;
  size?: "xs" | "sm" | "md";
  /** Said instead of the name alone: "Andre Becker is viewing". */
  title?: string;
  isActive?: boolean;
  className?: string;
};

export function Avatar({ person, size = "sm", title = person.name, isActive = false, className }: AvatarProps) {
  return (
    <span
      className={classNames("av", `av-${size}`, hueOf(person.id), isActive && "av-ring", className)}
      role="img"
      aria-label={title}
      title={title}
    >
      {person.initials}
    </span>
  );
}

const hues = ["", "c2", "c3", "c4"];

function hueOf(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 997;
  return hues[sum % hues.length] ?? "";
}
