export interface Timer {
  readonly at: number;
  readonly sequence: number;
  readonly callback: () => void;
  cancelled?: boolean;
}

/** A binary heap of timers by time, and then by the order in which they were set. Cancelled timers are dropped when they are due. */
export class TimerQueue {
  private readonly heap: Timer[] = [];

  public push(timer: Timer): void {
    this.heap.push(timer);
    let index = this.heap.length - 1;
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (before(this.heap[parent], this.heap[index])) {
        break;
      }
      this.swap(parent, index);
      index = parent;
    }
  }

  public pop(): Timer | undefined {
    for (;;) {
      const timer = this.popAny();
      if (!timer?.cancelled) {
        return timer;
      }
    }
  }

  private popAny(): Timer | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (last === undefined || last === first) {
      return first;
    }
    this.heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let smallest = index;
      for (let child = left; child <= left + 1 && child < this.heap.length; child++) {
        if (before(this.heap[child], this.heap[smallest])) {
          smallest = child;
        }
      }
      if (smallest === index) {
        return first;
      }
      this.swap(smallest, index);
      index = smallest;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b], this.heap[a]];
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}
