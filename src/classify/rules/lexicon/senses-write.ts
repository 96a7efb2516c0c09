// Senses of verbs that create or change something which can be edited back or granted again.
import type { Sense } from './sense.ts';

export const writeSenses: readonly Sense[] = [
  {
    id: 'undelete',
    category: 'Write',
    verbs: 'untrash undelete unarchive restore recover reinstate reactivate',
    when: { mark: ['trash', 'gone'] },
    example: {
      name: 'restore_document',
      description: 'Bring a document back from the trash.',
      level: 'medium',
    },
  },
  {
    id: 'untrash',
    category: 'Write',
    verbs: 'untrash undelete unarchive reopen reinstate reactivate',
    example: { name: 'unarchive_project', level: 'medium' },
  },
  {
    id: 'put-away',
    category: 'Write',
    verbs: 'archive trash unpublish hide snooze dismiss mute unmute retire deprecate inactivate sunset',
    example: { name: 'archive_channel', level: 'medium' },
  },
  {
    id: 'end-link',
    category: 'Write',
    verbs: 'remove delete drop',
    when: { object: ['link'], preposition: 'from', not: ['secret'], elsewhere: true },
    example: { name: 'remove_member_from_group', level: 'high' },
  },
  {
    id: 'end-relation',
    category: 'Write',
    verbs: 'remove delete drop revoke clear',
    when: {
      words:
        'association associations permission permissions access membership assignment assignments member members role roles assignee sharing collaborator collaborators link-between subscriber subscribers participant participants attendee attendees watcher dependency dependencies parent reviewer reviewers follower attachment-link grant grants reaction like vote',
    },
    example: { name: 'delete_repository_permission', level: 'high' },
  },
  {
    id: 'take-out',
    category: 'Write',
    verbs: 'remove',
    when: {
      preposition: 'from',
      not: ['store', 'secret', 'file', 'system'],
      elsewhere: true,
      notBeyond:
        'queue table database disk filesystem storage bucket index registry vault system server memory cluster',
    },
    example: { name: 'remove_lamp_from_room', level: 'medium' },
  },
  {
    id: 'unlink',
    category: 'Write',
    verbs:
      'unlink detach unassign disassociate dissociate unbind untag unlabel unpin unstar unlike unfollow unfavorite unsubscribe unshare unmap ungroup leave unwatch unvote unbookmark unset unmark unhide unresolve deselect unblock unban',
    example: { name: 'detach_policy_from_user', level: 'high' },
  },
  {
    id: 'suspend-account',
    category: 'Write',
    verbs:
      'suspend unsuspend deactivate activate disable enable lock unlock block ban kick offboard onboard quarantine',
    when: { object: ['person', 'access'] },
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'suspend_user', level: 'high' },
  },
  {
    id: 'grant',
    category: 'Write',
    verbs:
      'grant invite permit deny allow block unblock ban unban kick whitelist blacklist allowlist blocklist deauthorize impersonate share unshare delegate entitle',
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'grant_role', level: 'high' },
  },
  {
    id: 'protect',
    category: 'Write',
    verbs: 'protect unprotect rotate regenerate renew harden enforce',
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'rotate_access_key', level: 'high' },
  },
  {
    id: 'reset-credential',
    category: 'Write',
    verbs: 'reset change refresh set update roll',
    when: { object: ['secret'] },
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'reset_password', level: 'high' },
  },
  {
    id: 'push-code',
    category: 'Write',
    verbs: 'merge push',
    when: { not: ['outside', 'chat', 'media'] },
    level: 'production',
    effects: ['changes-code'],
    example: { name: 'merge_pull_request', level: 'high' },
  },
  {
    id: 'commit-code',
    category: 'Write',
    verbs: 'commit stage unstage stash rebase cherry-pick branch fork checkout amend init squash',
    effects: ['changes-code'],
    example: { name: 'git_commit', level: 'medium' },
  },
  {
    id: 'send-out',
    category: 'Write',
    verbs:
      'send reply forward broadcast respond resend mail email tweet retweet sms post publish share announce blast notify push message dm text deliver',
    when: { object: ['outside'] },
    level: 'audience',
    effects: ['sends-messages'],
    example: { name: 'send_email', level: 'high' },
  },
  {
    id: 'send-in',
    category: 'Write',
    verbs: 'send reply respond comment message notify post mention resend dm forward',
    when: { object: ['chat'] },
    effects: ['sends-messages'],
    example: { name: 'post_comment', level: 'medium' },
  },
  {
    id: 'mail',
    category: 'Write',
    verbs: 'tweet retweet broadcast sms email mail forward announce blast notify',
    level: 'audience',
    effects: ['sends-messages'],
    example: { name: 'broadcast_to_subscribers', level: 'high' },
  },
  {
    id: 'publish',
    category: 'Write',
    verbs: 'publish syndicate crosspost',
    level: 'audience',
    effects: ['publishes'],
    example: { name: 'publish_article', level: 'high' },
  },
  {
    id: 'send',
    category: 'Write',
    verbs: 'send reply respond resend message dm',
    effects: ['sends-messages'],
    example: { name: 'send_reminder', level: 'medium' },
  },
  {
    id: 'restore-setting',
    category: 'Write',
    verbs: 'reset unset clear',
    when: {
      words:
        'setting field preference property attribute value status counter option color title style zoom selection cursor focus viewport',
    },
    example: { name: 'reset_setting', level: 'medium' },
  },
  {
    id: 'remember',
    category: 'Write',
    verbs: 'remember memorize memorise learn',
    effects: ['writes-memory'],
    example: { name: 'remember_fact', level: 'medium' },
  },
  {
    id: 'game-move',
    category: 'Write',
    verbs:
      'play move sell buy place bet roll attack draw guess use take make submit start end stop build discard pass fold cast equip travel explore trade claim catch throw open close set create join leave run execute pick mine craft drop press send',
    when: { server: ['game'], not: ['file', 'code', 'query', 'access', 'secret'] },
    level: 'trivial',
    example: { name: 'move_piece', server: 'A chess game against the computer', level: 'low' },
  },
  {
    id: 'lift-guard',
    category: 'Write',
    verbs: 'remove disable clear delete lift',
    when: { words: 'protection restriction restrictions lock lockout limit encryption hold' },
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'remove_protection', level: 'high' },
  },
  {
    id: 'link-up',
    category: 'Write',
    verbs: 'connect disconnect',
    when: { preposition: 'to from', not: ['session', 'asset', 'device'] },
    example: { name: 'connect_inventory_to_location', level: 'medium' },
  },
  {
    id: 'load-project',
    category: 'Write',
    verbs: 'load open select choose',
    when: {
      words:
        'project scene document model extension plugin workspace profile persona deck preset database repo repository',
    },
    example: { name: 'load_project', level: 'medium' },
  },
  {
    id: 'format-document',
    category: 'Write',
    verbs: 'format style',
    when: { domain: ['editor'] },
    example: { name: 'format_paragraph', server: 'Word document editor', level: 'medium' },
  },
  {
    id: 'make-account-key',
    category: 'Write',
    verbs: 'generate create import derive load',
    when: { words: 'wallet wallets keypair keypairs keystore' },
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'generate_wallet', level: 'high' },
  },
  {
    id: 'set-default',
    category: 'Write',
    verbs: 'set select switch use choose change clear',
    when: { words: 'default current active working' },
    level: 'trivial',
    example: { name: 'set_default_workspace', level: 'low' },
  },
  {
    id: 'flag-machine',
    category: 'Write',
    verbs: 'cordon uncordon taint untaint silence unsilence',
    level: 'production',
    effects: ['changes-settings'],
    example: { name: 'cordon_node', level: 'high' },
  },
  {
    id: 'create',
    category: 'Write',
    verbs:
      'create add insert append prepend upsert make write save store put register define declare duplicate compose enroll signup join scaffold bootstrap init initialize initialise setup provision import ingest upload attach assign associate bind annotate bookmark favorite favourite follow subscribe upvote downvote pin populate persist ensure arrange relate nominate enqueue submit endorse fabricate sculpt construct contribute embed reserve rsvp prefill autofill denote accrue retag crosslink allocate',
    example: { name: 'create_issue', level: 'medium' },
  },
  {
    id: 'create-noun',
    category: 'Write',
    verbs:
      'copy clone draft sign link tag label highlight star like vote rate seed backup checkpoint record wire place log note mock request order book register schedule punch clock fork capture pack react post build new',
    example: { name: 'schedule_meeting', level: 'medium' },
  },
  {
    id: 'change',
    category: 'Write',
    verbs:
      'update edit modify set change rename move configure customize customise adjust enable disable activate deactivate close resolve approve reject accept decline confirm acknowledge ack reorder reprioritize prioritize replace substitute synchronize synchronise migrate promote demote unlock ungroup resize crop escalate reassign reschedule unschedule extend finish redact undo redo correct revise rewrite amend align distribute animate colorize restructure relocate recategorize reconcile localize defer postpone override opt recolor finalize finalise certify sanitize curate designate dock downgrade tidy maintain manage handle administer uncomplete checkin checkout increment decrement enforce reopen adapt rearrange unarchive mend indent outdent unflag untick tick clarify-issue unmask retry-payment unfreeze remap repoint retarget reparent refactor transpose shift reposition repair apply vacuum',
    example: { name: 'update_contact', level: 'medium' },
  },
  {
    id: 'change-noun',
    category: 'Write',
    verbs:
      'patch toggle switch mark flag complete transition merge-fields lock group rotate bump reload index cache tune tweak fix style shuffle skip sync transform snooze nudge control step shape pause resume refresh reindex optin optout exchange-role renew choose',
    example: { name: 'toggle_notifications', level: 'medium' },
  },
  {
    id: 'onboard',
    category: 'Write',
    verbs: 'onboard offboard quarantine unsuspend blocklist',
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'offboard_vendor', level: 'high' },
  },
  {
    id: 'convert-record',
    category: 'Write',
    verbs: 'convert',
    when: { object: ['small', 'chat'], not: ['file', 'inquiry', 'media'], preposition: 'to into' },
    example: { name: 'convert_draft_to_issue', level: 'medium' },
  },
  {
    id: 'generate-credential',
    category: 'Write',
    verbs: 'generate issue',
    when: {
      head: 'key token credential credentials keypair certificate secret cert apikey',
      not: ['inquiry'],
      unless: 'random hex secure secret-santa jwt-claims',
      without: ['none'],
    },
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'generate_api_key', params: ['name'], level: 'high' },
  },
  {
    id: 'hand-over',
    category: 'Write',
    verbs:
      'transfer claim fund exchange swap bridge supply lend borrow wrap unwrap rebalance settle void exercise issue increase decrease bin recover invalidate merge push deliver comment mention draw craft equip catch throw queue clear clean cleanup clean-up fill award assume drip hedge credit reap mark record-vote arbitrage lift',
    example: { name: 'transfer_ticket', level: 'medium' },
  },
];
