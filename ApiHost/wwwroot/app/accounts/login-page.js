import { html } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { begin, endedBecause } from '../http/session.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { go, place, safeNext } from '../shell/router.js';
import { AuthPage } from './auth-page.js';

export function LoginPage() {
  const next = safeNext(place.get().query);
  const form = useForm({ login: '', password: '' }, async (values) => {
    try {
      begin(await post('/auth/login', { ...values, login: values.login.trim() }));
    } catch (problem) {
      // "Log in again" would be an odd thing to say here; which of the two is wrong stays unsaid.
      if (problem.status === 401) problem.code = 'invalid', problem.detail = 'The name or the password is not right.';
      throw problem;
    }
    go(next, { replace: true });
  });

  return html`<${AuthPage} title="Log in" lead=${endedBecause() === 'expired' ? 'Your session has ended. Log in to go on.' : null}
    other=${html`New here? <a href=${withNext('/signup', next)}>Create an account</a>`}>
    <form onSubmit=${form.submit} ref=${form.form} novalidate>
      <${FormMessage} text=${form.message} />
      <${Field} label="Username or e-mail" autocomplete="username" autocapitalize="none" spellcheck=${false} required
        ...${form.bind('login')} />
      <${Field} label="Password" type="password" autocomplete="current-password" required ...${form.bind('password')} />
      <button class="button wide" disabled=${form.busy}>${form.busy ? 'Logging in…' : 'Log in'}</button>
    </form>
  <//>`;
}

export const withNext = (path, next) => (next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`);
