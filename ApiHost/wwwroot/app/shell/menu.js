import { html, useEffect, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { Icon } from './icons.js';

/**
 * The three dots and what is behind them; items are { icon, label, act, danger }. Arrows walk, Escape and a press
 * elsewhere close, and focus returns to the dots before the item acts, so that a dialog gives it back there.
 */
export function Menu({ label, items }) {
  const [open, setOpen] = useState(false);
  const element = useRef(null);
  const dots = useRef(null);
  const entries = () => [...element.current.querySelectorAll('[role=menuitem]')];

  useLayoutEffect(() => { if (open) entries()[0].focus(); }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event) => { if (!element.current.contains(event.target)) setOpen(false); };
    addEventListener('pointerdown', elsewhere);
    return () => removeEventListener('pointerdown', elsewhere);
  }, [open]);

  const close = () => {
    setOpen(false);
    dots.current.focus();
  };
  const steps = { ArrowDown: (at) => at + 1, ArrowUp: (at, all) => at - 1 + all, Home: () => 0, End: (at, all) => all - 1 };
  const pressed = (event) => {
    if (event.key === 'Escape') return close();
    if (event.key === 'Tab') return setOpen(false);
    const step = steps[event.key];
    if (!step) return undefined;
    event.preventDefault();
    const all = entries();
    return all[step(all.indexOf(document.activeElement), all.length) % all.length].focus();
  };
  const choose = (item) => {
    close();
    item.act();
  };

  return html`<div class="menu" ref=${element}>
    <button type="button" class="icon-button" ref=${dots} aria-label=${label} aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'} onClick=${() => setOpen(!open)}><${Icon} name="more" /></button>
    ${open && html`<div class="menu-list" role="menu" aria-label=${label} onKeyDown=${pressed}>
      ${items.map((item) => html`<button type="button" role="menuitem" tabindex="-1" key=${item.label}
        class=${`menu-item ${item.danger ? 'danger' : ''}`} onClick=${() => choose(item)}>
        <${Icon} name=${item.icon} size=${20} /> ${item.label}</button>`)}
    </div>`}
  </div>`;
}
