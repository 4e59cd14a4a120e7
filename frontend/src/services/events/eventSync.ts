import type { CatchUp } from "@/services/api/types";
import { toServerEvent, type Hello, type ServerEvent } from "@/services/events/types";

/** What keeping up with the server needs. */
export interface EventSyncOptions {
  /** Asks the server for the events after a sequence. */
  readonly fetchMissed: (after: number) => Promise<CatchUp>;
  /** Brings one event into what the page shows; called in the order of sequences, once for each. */
  readonly apply: (event: ServerEvent) => void;
  /** Loads everything anew, when it cannot be known what was missed. */
  readonly reload: () => void;
}

/** Follows the server's events across lost connections and restarts without missing or repeating one. */
export class EventSync {
  private serverId: string | null = null;
  private sequence = 0;
  /** Live events that wait for a catch-up under way; null while there is none. */
  private waiting: ServerEvent[] | null = null;

  constructor(private readonly options: EventSyncOptions) {}

  /** Takes the greeting of a new connection, and catches up on what was missed since the last one. */
  async hello({ server_id, sequence }: Hello): Promise<void> {
    if (server_id !== this.serverId) {
      this.startOver(server_id, sequence);
    } else if (sequence > this.sequence) {
      await this.catchUp();
    }
  }

  /** Takes a live event: applies it, or first fetches those between it and the last one. */
  async receive(event: ServerEvent): Promise<void> {
    if (this.serverId === null) {
      return; // The greeting that follows loads everything.
    }
    if (this.waiting !== null) {
      this.waiting.push(event);
    } else if (event.data.sequence > this.sequence + 1) {
      this.waiting = [event];
      await this.catchUp();
    } else {
      this.applyInOrder(event);
    }
  }

  private async catchUp(): Promise<void> {
    this.waiting ??= [];
    const serverId = this.serverId;
    const answer = await this.options.fetchMissed(this.sequence).catch(() => null);
    if (serverId !== this.serverId) {
      return; // The server was started again meanwhile, and everything was loaded anew.
    }
    const waiting = this.takeWaiting();
    if (answer?.server_id === serverId && answer.complete) {
      [...answer.events.map(toServerEvent), ...waiting].forEach((event) => {
        this.applyInOrder(event);
      });
    } else {
      const known = [answer?.sequence ?? 0, ...waiting.map((event) => event.data.sequence)];
      this.startOver(answer?.server_id ?? serverId, Math.max(this.sequence, ...known));
    }
  }

  private takeWaiting(): ServerEvent[] {
    const waiting = this.waiting ?? [];
    this.waiting = null;
    return waiting;
  }

  private applyInOrder(event: ServerEvent): void {
    if (event.data.sequence > this.sequence) {
      this.sequence = event.data.sequence;
      this.options.apply(event);
    }
  }

  private startOver(serverId: string | null, sequence: number): void {
    this.serverId = serverId;
    this.sequence = sequence;
    this.waiting = null;
    this.options.reload();
  }
}
