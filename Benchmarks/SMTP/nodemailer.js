// Sends messages of 60 KB through nodemailer's pool and prints messages a second and CPU time.
// The message is given as people give it, text and HTML, or ready-made with `raw`, which is faster.
// usage: node nodemailer.js PORT MESSAGES [CONNECTIONS] [raw]
const nodemailer = require('nodemailer');
const [port, count, connections = 10] = process.argv.slice(2, 5).map(Number);
const pool = nodemailer.createTransport({
  host: '127.0.0.1', port, pool: true, maxConnections: connections, ignoreTLS: true,
});
const from = 'letter@example.com';
const subject = 'A letter of sixty kilobytes';
const line = 'It is read by those who like long letters, and by a machine that counts.\r\n';
const head = `From: ${from}\r\nTo: reader@example.org\r\nSubject: ${subject}\r\n\r\n`;
const lines = (octets) => line.repeat(Math.floor(octets / line.length));
const raw = Buffer.from(head + lines(61440 - head.length));
const text = lines(20000);
const html = `<p>${lines(40000)}</p>`;

function message(number) {
  const to = `reader${number}@example.org`;
  const envelope = { from: `bounces+${number}@example.com`, to: [to] };
  return process.argv[5] === 'raw' ? { envelope, raw } : { envelope, from, to, subject, text, html };
}

async function main() {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  let next = 1;
  const one = async () => {
    while (next <= count) await pool.sendMail(message(next++));
  };
  // As many at a time as there are connections, and as many again, so that none of them waits.
  await Promise.all(Array.from({ length: 2 * connections }, one));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(before);
  pool.close();
  const each = Math.round((used.user + used.system) / count);
  console.log(`${Math.round(count / seconds)} messages/s, ${each} microseconds of CPU each`);
}
main();
