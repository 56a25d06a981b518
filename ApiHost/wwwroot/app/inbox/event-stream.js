/**
 * The server-sent events of a response's body, one by one as { id, name, data }; every piece that arrives, comments
 * too, calls onLife. EventSource cannot be used: it sends no Authorization header.
 */
export async function* eventsOf(body, onLife) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = blank();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onLife();
      const lines = (rest + value).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) {
        if (line) read(line, event);
        else {
          if (event.data !== null) yield event;
          event = { ...blank(), id: event.id };
        }
      }
    }
  } finally {
    reader.cancel().catch(() => null);
  }
}

const blank = () => ({ id: null, name: 'message', data: null });

function read(line, event) {
  const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
  if (field === 'id') event.id = value;
  if (field === 'event') event.name = value;
  if (field === 'data') event.data = event.data === null ? value : `${event.data}\n${value}`;
}
