import { check, type Expectation, prod } from './expectation.ts';

const { account, user } = prod;
const acme = 'contractors/"acme"<svg/onload=alert(1)>/y.nakamura';
const ohara = "contractors/o'hara&sons/b.keller";

const unused = check('user-unused');
const shell = check('user-without-credentials');
const password = check('password-unused');
const key = check('access-key-unused');
const service = check('service-credential-unused');

const first = { discriminator: '1' };
const second = { discriminator: '2' };

export const unusedUsers: readonly Expectation[] = [
  unused.finding(user('people/h.bergstrom'), 'a leaver: password and key both last used 300 days ago'),
  unused.finding(user('people/d.kowalczyk'), 'a leaver whose only key is switched off, which can be undone'),
  unused.finding(user('people/p.singh'), 'on leave: signed in 121 days ago, and no service since'),
  unused.finding(user(ohara), 'a contract that ended: 95 days'),
  unused.finding(
    user('break-glass/break-glass-2'),
    'never used, as intended: an exception has to say so, not the check',
  ),
  unused.finding(user('machines/erp-connector'), 'its only key never signed anything in 160 days'),
  unused.finding(user('machines/@pos-sync-test'), 'never used, and past the grace period at 30 days'),
  unused.finding(
    user('BedrockAPIKey-x7q2'),
    'a Bedrock key is its only credential, and Bedrock was last called 122 days ago',
  ),
  unused.nearMiss(user('people/g.marchetti'), 'closes the quarter: signed in 80 days ago'),
  unused.nearMiss(user('break-glass/break-glass-1'), 'the drill was 30 days ago'),
  unused.nearMiss(user('people/l.ferreira'), 'the password rests, the key works daily'),
  unused.nearMiss(user('machines/quarterly-tax-export'), 'a quarterly job: 80 days'),
  unused.nearMiss(
    user('machines/bedrock-chat-assistant'),
    'has neither password nor access key, but calls Bedrock all day',
  ),
  unused.nearMiss(user('machines/docs-mirror'), 'only a CodeCommit password, used every night'),
  unused.nearMiss(user('svc-monitoring-old'), 'has no credentials at all: user-without-credentials says it'),
  unused.nearMiss(user('machines/print-server'), 'has no credentials at all: user-without-credentials says it'),
  unused.unknown(user('people/n.ibrahim'), 'young', 'joined five days ago and has not signed in yet'),

  shell.finding(user('machines/print-server'), 'an empty shell that still holds a policy'),
  shell.finding(user('svc-monitoring-old'), 'an empty shell that holds nothing'),
  shell.nearMiss(user('machines/bedrock-chat-assistant'), 'its credential is in no credential report'),
  shell.nearMiss(user('machines/docs-mirror'), 'a CodeCommit password is a credential'),
  shell.nearMiss(user('people/d.kowalczyk'), 'a key that is switched off can be switched on'),
  shell.unknown(user('machines/kiosk-signup'), 'young', 'made four days ago; its key is still to come'),
  shell.unknown(
    user('machines/git-replica'),
    'not-collected',
    'may use CodeCommit, so that an SSH key can be all it needs, and SSH keys are not listed unless asked for',
  ),

  password.finding(user('people/h.bergstrom'), 'last sign-in 307 days ago'),
  password.finding(user('people/p.singh'), 'last sign-in 121 days ago'),
  password.finding(user(ohara), 'last sign-in 95 days ago'),
  password.finding(user('people/g.marchetti'), 'in use as a user (90 days), not as a password (45 days)'),
  password.finding(user('people/l.ferreira'), 'works with a key; the password rests since 75 days'),
  password.finding(user('people/r.haddad'), 'a day past the threshold: 46 days'),
  password.finding(user('break-glass/break-glass-2'), 'never used since it was set'),
  password.nearMiss(user('people/t.oconnell'), 'a day before the threshold: 44 days'),
  password.nearMiss(user('break-glass/break-glass-1'), 'used in the drill 30 days ago'),
  password.unknown(user('people/n.ibrahim'), 'young', 'a new user'),
  password.unknown(user('people/c.dubois'), 'young', 'an old user whose password was set six days ago'),

  key.finding(user('people/k.nowak'), 'the other key is the one in use', second),
  key.finding(user('people/f.almeida'), 'made together with the user and never used', first),
  key.finding(user('people/h.bergstrom'), 'last used 308 days ago', first),
  key.finding(user('machines/erp-connector'), 'never used in 160 days', first),
  key.finding(user('machines/@pos-sync-test'), 'never used, past the grace period', first),
  key.finding(
    user('machines/quarterly-tax-export'),
    'credentials have 45 days: a quarterly job needs an exception',
    first,
  ),
  key.nearMiss(user('people/k.nowak'), 'used today', first),
  key.nearMiss(user('people/d.kowalczyk'), 'switched off already', first),
  key.nearMiss(user('machines/terraform-ci'), 'the old key of a finished rotation, switched off', second),
  key.unknown(user('machines/jenkins-agent'), 'young', 'the new key of a rotation under way: three days', second),

  service.finding(user(ohara), 'last pushed 95 days ago', { discriminator: 'codecommit' }),
  service.finding(user('contractors/x.delacroix'), 'uses the account, but never CodeCommit', {
    discriminator: 'codecommit',
  }),
  service.finding(user('BedrockAPIKey-x7q2'), 'a prototype: Bedrock last called 122 days ago', {
    discriminator: 'bedrock',
  }),
  service.nearMiss(user(acme), 'pushes daily', { discriminator: 'codecommit' }),
  service.nearMiss(user('machines/docs-mirror'), 'one in nightly use, and one that is switched off', {
    discriminator: 'codecommit',
  }),
  service.nearMiss(user('machines/bedrock-chat-assistant'), 'in constant use', { discriminator: 'bedrock' }),
  service.nearMiss(user('machines/backup-offsite'), 'its signing certificate is switched off'),
  service.unknown(user('machines/keyspaces-loader'), 'young', 'made five days ago, not used yet', {
    discriminator: 'cassandra',
  }),
  service.unknown(account, 'not-collected', "SSH keys are not listed unless asked for: nobody's can be judged"),
];
