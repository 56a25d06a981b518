import { html, useLayoutEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { Problem, sentence } from '../http/problem.js';

/** A labelled input with its hint and its error beside it, tied together for screen readers. */
export function Field({ label, name, value, onInput, error, hint, multiline = false, ...input }) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const common = {
    id: name,
    name,
    value,
    onInput: (event) => onInput(event.target.value),
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': described || undefined,
    ...input,
  };
  return html`<div class=${`field ${error ? 'wrong' : ''}`}>
    <label for=${name}>${label}</label>
    ${multiline ? html`<textarea ...${common}></textarea>` : html`<input ...${common} />`}
    ${hint && html`<p class="hint" id=${`${name}-hint`}>${hint}</p>`}
    ${error && html`<p class="error" id=${`${name}-error`}>${error}</p>`}
  </div>`;
}

/**
 * State of a form that is sent as one call. Errors of known fields stand next to them and the first gets focus; what
 * belongs to no field is the form's.
 */
export function useForm(initial, send) {
  const [values, setValues] = useState(initial);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const form = useRef(null);

  useLayoutEffect(() => {
    form.current?.querySelector('[aria-invalid=true]')?.focus();
  }, [problem]);

  const submit = async (event) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await send(values);
    } catch (failure) {
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };
  const bind = (name) => ({
    name,
    value: values[name],
    onInput: (value) => setValues((all) => ({ ...all, [name]: value })),
    error: problem instanceof Problem ? problem.field(name) : null,
  });
  const known = problem instanceof Problem && Object.keys(problem.errors).some((name) => name in initial);
  return { values, setValues, bind, busy, submit, form, message: problem && !known ? sentence(problem) : null };
}

export function FormMessage({ text }) {
  return html`<div role="alert">${text && html`<p class="form-message">${text}</p>`}</div>`;
}
