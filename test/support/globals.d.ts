/** The engine on which this spec runs; set by jest.config.js. */
declare const ENGINE: 'sqlite' | 'postgres';
