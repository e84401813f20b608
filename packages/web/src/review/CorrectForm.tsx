import type { Record } from "@chancery/reader";
import { useState } from "react";
import { differences, entryOf, FIELDS, type Field } from "./fields.ts";
import type { EntryKind } from "./kinds.ts";

type Values = { readonly [name: string]: unknown };

/** The entry's fields as they were read, to be set as they should be. */
export function CorrectForm({
  record,
  kind,
  id,
  onSave,
  onCancel,
}: {
  record: Record;
  kind: EntryKind;
  id: string;
  onSave: (value: { [name: string]: unknown }, note: string) => void;
  onCancel: () => void;
}) {
  const read = entryOf(record, kind, id) ?? {};
  const [set, setSet] = useState<Values>(() =>
    Object.fromEntries(FIELDS[kind].map(({ name }) => [name, (read as Values)[name] ?? null])),
  );
  const [note, setNote] = useState("");
  const value = differences(kind, read, set);
  const changed = Object.keys(value).length > 0 || note.trim() !== "";
  return (
    <form
      className="correct-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) onSave(value, note);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {FIELDS[kind].map((field, i) => (
        <Input
          key={field.name}
          field={field}
          value={set[field.name]}
          record={record}
          first={i === 0}
          onChange={(next) => setSet({ ...set, [field.name]: next })}
        />
      ))}
      <label className="field">
        <span>Note</span>
        <input type="text" value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </label>
      <p className="form-ends">
        <button type="submit" disabled={!changed}>
          Keep the correction
        </button>
        <button type="button" onClick={onCancel}>
          Leave it
        </button>
      </p>
    </form>
  );
}

function Input({
  field,
  value,
  record,
  first,
  onChange,
}: {
  field: Field;
  value: unknown;
  record: Record;
  first: boolean;
  onChange: (value: unknown) => void;
}) {
  const { label } = field;
  switch (field.as) {
    case "text":
    case "number":
      return (
        <label className="field">
          <span>{label}</span>
          <input
            type="text"
            // biome-ignore lint/a11y/noAutofocus: the form opens because its key was pressed.
            autoFocus={first}
            value={String(value ?? "")}
            maxLength={300}
            onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
          />
        </label>
      );
    case "choice":
      return (
        <label className="field">
          <span>{label}</span>
          <select
            // biome-ignore lint/a11y/noAutofocus: the form opens because its key was pressed.
            autoFocus={first}
            value={String(value ?? "")}
            onChange={(event) => onChange(event.target.value || null)}
          >
            {field.optional && <option value="">none</option>}
            {field.choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        </label>
      );
    case "actor":
      return (
        <label className="field">
          <span>{label}</span>
          <select value={String(value ?? "")} onChange={(event) => onChange(event.target.value || null)}>
            <option value="">not told</option>
            {record.actors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      );
    case "some":
    case "actors": {
      const chosen = Array.isArray(value) ? (value as string[]) : [];
      const choices = field.as === "some" ? field.choices.map((id) => ({ id, name: id })) : record.actors;
      return (
        <fieldset className="field">
          <legend>{label}</legend>
          <div className="checks">
            {choices.map(({ id, name }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={(event) =>
                    onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      );
    }
  }
}
