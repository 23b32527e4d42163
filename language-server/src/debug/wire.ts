/** Messages of the Debug Adapter Protocol in a stream of bytes: a header with the length, then JSON. */

const END_OF_HEADER = "\r\n\r\n";

export function encoded(message: object): Uint8Array {
  const body = new TextEncoder().encode(JSON.stringify(message));
  const head = new TextEncoder().encode(`Content-Length: ${body.length}${END_OF_HEADER}`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}

/** Gathers bytes, and gives the messages that are whole. What is no JSON is left out. */
export class Decoder {
  #bytes = new Uint8Array();

  push(chunk: Uint8Array): object[] {
    const joined = new Uint8Array(this.#bytes.length + chunk.length);
    joined.set(this.#bytes);
    joined.set(chunk, this.#bytes.length);
    this.#bytes = joined;
    const messages: object[] = [];
    for (let body = this.#next(); body !== undefined; body = this.#next()) {
      const message = parsed(body);
      if (message !== undefined) messages.push(message);
    }
    return messages;
  }

  #next(): string | undefined {
    const head = new TextDecoder("latin1").decode(this.#bytes.subarray(0, LONGEST_HEADER));
    const end = head.indexOf(END_OF_HEADER);
    if (end === -1) return undefined;
    const start = end + END_OF_HEADER.length;
    const length = Number(/content-length: *(\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
    if (this.#bytes.length < start + length) return undefined;
    const body = new TextDecoder().decode(this.#bytes.subarray(start, start + length));
    this.#bytes = this.#bytes.slice(start + length);
    return body;
  }
}

const LONGEST_HEADER = 1000;

function parsed(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
