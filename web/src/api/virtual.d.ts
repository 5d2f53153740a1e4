declare module 'virtual:operations' {
  const found: unknown;
  export default found;
}

declare module 'virtual:request-schemas' {
  const found: unknown;
  export default found;
}
