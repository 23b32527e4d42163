/** Asks again and again as text changes, one question at a time; what changes meanwhile is asked for once more. */

export class Follower<Question, Answer> {
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #show: (question: Question, answer: Answer) => void;
  #waiting: Question | undefined;
  #isBusy = false;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    show: (question: Question, answer: Answer) => void,
  ) {
    this.#ask = ask;
    this.#show = show;
  }

  /** Of several that come while one is being answered only the last is asked. */
  async follow(question: Question): Promise<void> {
    this.#waiting = question;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#waiting !== undefined) {
        const next: Question = this.#waiting;
        this.#waiting = undefined;
        const answer = await this.#ask(next);
        this.#show(next, answer);
      }
    } finally {
      this.#isBusy = false;
    }
  }
}
