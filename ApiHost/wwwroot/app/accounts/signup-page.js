import { html } from '../../vendor/htm-preact.js';
import { post } from '../http/api.js';
import { Problem } from '../http/problem.js';
import { begin } from '../http/session.js';
import { Field, FormMessage, useForm } from '../shell/field.js';
import { go, place, safeNext } from '../shell/router.js';
import { AuthPage } from './auth-page.js';
import { withNext } from './login-page.js';

export function SignupPage() {
  const next = safeNext(place.get().query);
  const form = useForm({ username: '', email: '', displayName: '', password: '' }, async (values) => {
    check(values);
    const body = {
      username: values.username.trim(),
      email: values.email.trim(),
      password: values.password,
      displayName: values.displayName.trim() || undefined,
    };
    try {
      begin(await post('/auth/signup', body, { once: true }));
    } catch (problem) {
      throw taken(problem);
    }
    go(next, { replace: true });
  });

  return html`<${AuthPage} title="Create an account"
    other=${html`Already have an account? <a href=${withNext('/login', next)}>Log in</a>`}>
    <form onSubmit=${form.submit} ref=${form.form} novalidate>
      <${FormMessage} text=${form.message} />
      <${Field} label="Username" autocomplete="username" autocapitalize="none" spellcheck=${false} required
        maxlength="30" hint="3 to 30 letters, digits, dots or underscores." ...${form.bind('username')} />
      <${Field} label="E-mail" type="email" autocomplete="email" required maxlength="254" ...${form.bind('email')} />
      <${Field} label="Name (optional)" autocomplete="name" maxlength="100" ...${form.bind('displayName')} />
      <${Field} label="Password" type="password" autocomplete="new-password" required maxlength="256"
        hint="At least 8 characters." ...${form.bind('password')} />
      <button class="button wide" disabled=${form.busy}>${form.busy ? 'Creating…' : 'Create account'}</button>
    </form>
  <//>`;
}

// What can be known without the server is said without it, in the same shape.
function check({ username, email, password }) {
  const errors = {};
  if (!/^[a-z0-9_.]{3,30}$/i.test(username.trim())) errors.username = ['Use 3 to 30 letters, digits, dots or underscores.'];
  if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) errors.email = ['This is not an e-mail address.'];
  if (password.length < 8) errors.password = ['Use at least 8 characters.'];
  if (Object.keys(errors).length) throw new Problem({ status: 400, code: 'invalid', errors });
}

// A conflict may not name its field; its words do.
function taken(problem) {
  if (problem.status !== 409 || Object.keys(problem.errors).length) return problem;
  const text = `${problem.detail ?? ''} ${problem.title ?? ''}`;
  const field = /mail/i.test(text) ? 'email' : 'username';
  const errors = { [field]: [field === 'email' ? 'This e-mail address is taken.' : 'This username is taken.'] };
  return new Problem({ status: 409, code: 'conflict', errors });
}
