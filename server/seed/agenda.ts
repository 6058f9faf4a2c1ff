/** What is to happen, in the order of time. Nothing beyond the end of the agenda ever does. */
export class Agenda {
  /** The instant of what is happening. */
  at = new Date(0);
  private readonly heap: { at: Date; nth: number; act: () => unknown }[] = [];
  private nth = 0;
  private readonly until: Date;

  constructor(until: Date) {
    this.until = until;
  }

  /** Puts something down for an instant; of two at the same instant the one put down first happens first. */
  add(at: Date, act: () => unknown): void {
    if (at > this.until) return;
    const { heap } = this;
    let place = heap.push({ at: at < this.at ? this.at : at, nth: this.nth++, act }) - 1;
    while (place > 0 && this.before(place, (place - 1) >> 1)) place = this.swap(place, (place - 1) >> 1);
  }

  run(): void {
    const { heap } = this;
    while (heap.length) {
      const first = heap[0]!;
      const last = heap.pop()!;
      if (heap.length) {
        heap[0] = last;
        this.sink();
      }
      this.at = first.at;
      first.act();
    }
  }

  private sink(): void {
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = left < this.heap.length && this.before(left, place) ? left : place;
      if (right < this.heap.length && this.before(right, least)) least = right;
      if (least === place) return;
      place = this.swap(place, least);
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a]!, this.heap[b]!];
    return one.at < other.at || (one.at.getTime() === other.at.getTime() && one.nth < other.nth);
  }

  private swap(from: number, to: number): number {
    const { heap } = this;
    [heap[from], heap[to]] = [heap[to]!, heap[from]!];
    return to;
  }
}
