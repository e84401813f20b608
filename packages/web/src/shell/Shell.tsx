import { Link, Outlet, useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { isTyping, type Keyring, KeyringContext, type ShortcutGroup, useKeys } from "./keys.ts";
import { PLACES } from "./places.ts";

/** What every page stands in: the name, the ways to the other pages, and the list of shortcuts. */
export function Shell() {
  const [keyring] = useState<Keyring>(() => new Map());
  return (
    <KeyringContext value={keyring}>
      <Frame keyring={keyring} />
    </KeyringContext>
  );
}

function Frame({ keyring }: { keyring: Keyring }) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [groups, setGroups] = useState<readonly ShortcutGroup[]>([]);
  // When g was pressed: never, to begin with, or the keys of the first second would lead away.
  const leading = useRef(Number.NEGATIVE_INFINITY);
  const help = () => {
    setGroups([...keyring.values()].map((group) => group()));
    dialog.current?.showModal();
  };
  useKeys("Everywhere", [
    { key: "?", does: "this list", act: help },
    {
      key: "/",
      does: "to the search of the page",
      act: () => document.querySelector<HTMLElement>("input[type=search]")?.focus(),
    },
    ...PLACES.map(({ key, name }) => ({ key: `g ${key}`, does: `go to ${name}`, act: () => {} })),
  ]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || dialog.current?.open) return;
      if (event.timeStamp - leading.current < 1200) {
        leading.current = Number.NEGATIVE_INFINITY;
        const place = PLACES.find(({ key }) => key === event.key);
        if (place) {
          event.preventDefault();
          router.navigate({ to: place.to });
          return;
        }
      }
      if (event.key === "g") leading.current = event.timeStamp;
      for (const group of [...keyring.values()].reverse()) {
        const shortcut = group().shortcuts.find(({ key }) => key === event.key);
        if (!shortcut) continue;
        event.preventDefault();
        shortcut.act();
        return;
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [keyring, router]);

  return (
    <>
      <a className="skip" href="#page">
        To the page
      </a>
      <header className="masthead">
        <Link to="/" className="name">
          Chancery
        </Link>
        <nav aria-label="Pages">
          <ul>
            {PLACES.map(({ to, name }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: to === "/", includeSearch: false }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <button type="button" className="help" onClick={help} aria-label="Keyboard shortcuts">
          ?
        </button>
      </header>
      <main id="page" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="colophon">
        <button type="button" className="quiet" onClick={help}>
          Keys
        </button>
        <Link to="/reference">API</Link>
        <span>Everything stays on this machine.</span>
      </footer>
      <dialog ref={dialog} className="shortcuts" aria-labelledby="shortcuts-name">
        <h2 id="shortcuts-name">Keys</h2>
        {groups.map(({ name, shortcuts }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {shortcuts.map(({ key, label, does }) => (
                <div key={key}>
                  <dt>
                    {(label ?? key).split(" ").map((each) => (
                      <kbd key={each}>{each}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}
