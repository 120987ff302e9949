/** Whether other computers cannot reach a server by this address. */
export function isLocal(server: string): boolean {
  return /^https?:\/\/(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(server);
}
