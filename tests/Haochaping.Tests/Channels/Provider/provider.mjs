// A certified OpenID provider on loopback, as a place's 统一身份认证. It prints its address; the next line on its input is
// {"redirect": "…", "people": {"login": {claims}}}. It ends with its input.
import http from 'node:http';
import readline from 'node:readline';
import Provider from 'oidc-provider';

const server = http.createServer();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

const lines = readline.createInterface({ input: process.stdin });
lines.on('close', () => process.exit(0));
lines.once('line', (line) => {
  const { redirect, people } = JSON.parse(line);
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: [{ client_id: 'haochaping', client_secret: 'a-secret-for-tests-only', redirect_uris: [redirect], post_logout_redirect_uris: [new URL('/console/sign-in', redirect).href], response_types: ['code'], grant_types: ['authorization_code'] }],
    scopes: ['openid', 'rater', 'staff'],
    claims: { openid: ['sub'], staff: ['factors'], rater: ['certificate_number', 'certificate_kind', 'name', 'phone_number'] },
    pkce: { required: () => true },
    cookies: { keys: ['a-key-for-tests-only'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) },
  });
  server.on('request', provider.callback());
  console.log('ready');
});
