import { createContext, useContext, useEffect, useRef } from "react";

/** A shortcut: the key as `KeyboardEvent.key` has it, and what it does, as the list of shortcuts tells it. */
export interface Shortcut {
  key: string;
  /** How the key is written where its name is not what is printed on it. */
  label?: string;
  does: string;
  act: () => void;
}

export interface ShortcutGroup {
  name: string;
  shortcuts: readonly Shortcut[];
}

/** The groups of shortcuts that hold now, in the order in which their pages came. */
export type Keyring = Map<symbol, () => ShortcutGroup>;

export const KeyringContext = createContext<Keyring>(new Map());

/** Registers a page's shortcuts while it is shown. They hold wherever nothing is being typed. */
export function useKeys(name: string, shortcuts: readonly Shortcut[]): void {
  const keyring = useContext(KeyringContext);
  const group = useRef<ShortcutGroup>({ name, shortcuts });
  group.current = { name, shortcuts };
  useEffect(() => {
    const id = Symbol(name);
    keyring.set(id, () => group.current);
    return () => {
      keyring.delete(id);
    };
  }, [keyring, name]);
}

/** Whether a key press belongs to something that takes text or has keys of its own. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target) return false;
  if (target.isContentEditable || target.closest("dialog, select, textarea")) return event.key !== "Escape";
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(target.type);
}
