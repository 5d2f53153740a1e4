import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const CONNECTIONS = 'net.client.socket';
const LOCAL = ['127.0.0.1', '::1', '::ffff:127.0.0.1', undefined];

/** Every connection that this process opens meanwhile: to which ports of this machine, and to whom elsewhere. */
export async function outboundOf(work: () => Promise<void>): Promise<{ ports: number[]; elsewhere: string[] }> {
  const reached = new Map<Socket, { address?: string; port?: number }>();
  const note = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    reached.set(socket, {});
    socket.once('lookup', (_error, address) => reached.set(socket, { address }));
    socket.once('connect', () => reached.set(socket, { address: socket.remoteAddress, port: socket.remotePort }));
  };
  subscribe(CONNECTIONS, note);
  try {
    await work();
  } finally {
    unsubscribe(CONNECTIONS, note);
  }
  const all = [...reached.values()];
  return {
    ports: all.flatMap(({ port }) => (port === undefined ? [] : [port])),
    elsewhere: all.flatMap(({ address }) => (LOCAL.includes(address) ? [] : [address!])),
  };
}
