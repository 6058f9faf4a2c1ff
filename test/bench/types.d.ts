/** What of autocannon is used here; its package comes with the measurement only. */
declare module 'autocannon' {
  interface Shot {
    method: 'POST';
    path: string;
    headers: Record<string, string>;
    body: string;
  }
  interface Result {
    duration: number;
    non2xx: number;
    errors: number;
    timeouts: number;
    requests: { total: number };
    latency: { p50: number; p99: number; mean: number };
    throughput: { total: number };
  }
  interface Client {
    setRequests(shots: Shot[]): void;
  }
  interface Options {
    url: string;
    connections: number;
    duration: number;
    timeout: number;
    sampleInt: number;
    requests: Shot[];
    setupClient(client: Client): void;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
