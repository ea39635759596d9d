import { ObjectMark, type ObjectMarkProps } from "@/components/ui/card";
import { ViewPicker, type ViewPickerProps } from "@/components/views/view-picker";

export type ViewHeadingProps = Pick<ObjectMarkProps, "icon" | "hue"> & ViewPickerProps;

/** The head of a list that can be saved as views. */
export function ViewHeading({ icon, hue, ...picker }: ViewHeadingProps) {
  return (
    <>
      <ObjectMark icon={icon} {...(hue && { hue })} />
      <ViewPicker {...picker} />
    </>
  );
}
