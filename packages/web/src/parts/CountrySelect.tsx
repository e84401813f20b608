import { ALL_STATES } from "../countries/names.ts";

/** A choice among all countries; the empty choice is told as `any`. */
export function CountrySelect({
  label,
  any,
  value,
  onChange,
}: {
  label: string;
  any: string;
  value: string;
  onChange: (code: string) => void;
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{any}</option>
        {ALL_STATES.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
