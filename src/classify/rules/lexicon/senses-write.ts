// Senses of verbs that create or change something which can be edited back or granted again.
import type { Sense } from './sense.ts';

export const writeSenses: readonly Sense[] = [
  {
    id: 'undelete',
    category: 'Write',
    verbs: 'untrash undelete unarchive restore recover reinstate reactivate',
    when: { mark: ['trash'] },
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
    verbs:
      'archive trash unpublish hide snooze dismiss mute unmute retire deprecate inactivate withdraw_request sunset',
    example: { name: 'archive_channel', level: 'medium' },
  },
  {
    id: 'end-link',
    category: 'Write',
    verbs: 'remove delete drop',
    when: { object: ['link'], preposition: 'from', not: ['secret'] },
    example: { name: 'remove_member_from_group', level: 'high' },
  },
  {
    id: 'end-relation',
    category: 'Write',
    verbs: 'remove delete drop revoke clear',
    when: {
      words:
        'association associations permission permissions access membership assignment assignments member members role roles assignee share sharing collaborator collaborators link-between subscriber subscribers participant participants attendee attendees watcher dependency dependencies parent reviewer reviewers follower attachment-link grant grants reaction like vote',
    },
    example: { name: 'delete_repository_permission', level: 'high' },
  },
  {
    id: 'take-out',
    category: 'Write',
    verbs: 'remove',
    when: { preposition: 'from', not: ['store', 'secret', 'file', 'system'] },
    example: { name: 'remove_song_from_playlist', level: 'medium' },
  },
  {
    id: 'unlink',
    category: 'Write',
    verbs:
      'unlink detach unassign disassociate dissociate unbind untag unlabel unpin unstar unlike unfollow unfavorite unsubscribe unshare unmap ungroup unregister_webhook leave unwatch unvote unbookmark unset unmark unhide unresolve deselect unblock unban',
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
      'grant invite permit authorize_user deny allow block unblock ban unban kick whitelist blacklist allowlist blocklist deauthorize impersonate share unshare delegate entitle provision_user',
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'grant_role', level: 'high' },
  },
  {
    id: 'protect',
    category: 'Write',
    verbs: 'protect unprotect rotate regenerate renew encrypt_disk harden enforce',
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
    verbs: 'merge push force_push',
    noun: true,
    when: { not: ['outside', 'chat', 'media'] },
    level: 'production',
    effects: ['changes-code'],
    example: { name: 'merge_pull_request', level: 'high' },
  },
  {
    id: 'commit-code',
    category: 'Write',
    verbs: 'commit stage unstage stash rebase cherry-pick branch fork checkout amend init squash',
    noun: true,
    effects: ['changes-code'],
    example: { name: 'git_commit', level: 'medium' },
  },
  {
    id: 'send-out',
    category: 'Write',
    verbs:
      'send reply forward broadcast respond resend mail email tweet retweet sms post publish share announce blast notify push message dm text deliver',
    noun: true,
    when: { object: ['outside'] },
    level: 'audience',
    effects: ['sends-messages'],
    example: { name: 'send_email', level: 'high' },
  },
  {
    id: 'send-in',
    category: 'Write',
    verbs: 'send reply respond comment message notify post mention say_in resend dm forward',
    noun: true,
    when: { object: ['chat'] },
    effects: ['sends-messages'],
    example: { name: 'post_comment', level: 'medium' },
  },
  {
    id: 'mail',
    category: 'Write',
    verbs: 'tweet retweet broadcast sms email mail forward text announce blast notify',
    noun: true,
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
    verbs: 'send reply respond post resend message dm',
    noun: true,
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
    id: 'create',
    category: 'Write',
    verbs:
      'create add insert append prepend upsert new make write save store put register define declare duplicate copy clone compose draft enroll sign_up signup join scaffold bootstrap init initialize initialise setup provision import ingest upload attach assign link associate bind connect_nodes tag label annotate highlight bookmark favorite favourite star like follow subscribe vote rate pin watchlist embed_file populate seed generate_file backup checkpoint persist record ensure wire place arrange bootstrap_project relate nominate enqueue submit endorse learn_fact mock fabricate sketch sculpt construct',
    example: { name: 'create_issue', level: 'medium' },
  },
  {
    id: 'change',
    category: 'Write',
    verbs:
      'update edit modify set change rename move patch configure customize customise adjust toggle switch enable disable activate deactivate mark flag complete uncomplete close resolve transition approve reject accept decline confirm acknowledge ack convert_to merge_cells reorder reprioritize prioritize prioritise sort_list replace substitute swap_cells sync synchronize synchronise migrate promote demote lock unlock group ungroup indent resize rotate_shape crop merge_contacts escalate reassign reschedule schedule unschedule extend claim_task log enrich_record fill submit_form finish start_time bump pause_subscription transform refactor fix format apply redact translate_document undo redo refresh load reload reindex index cache select use choose_theme tune tweak correct revise rewrite amend normalize_names align distribute scale_shape position animate style colorize shuffle restructure relocate categorize categorise recategorize reconcile localize convert dispatch_event track time skip defer postpone unlock_document override cordon uncordon taint untaint silence unsilence opt optimize_images recolor upgrade_plan finalize finalise certify verify_email sanitize clean_text stop_timer check_in check_out checkin punch clock step_status describe_edit deploy_status enforce map_field assign_role nudge exclude include pre-process turn_on_setting curate designate dock downgrade tidy maintain manage handle administer control_settings edit_text unmute_channel populate_template reserve rsvp request order_list book',
    example: { name: 'update_contact', level: 'medium' },
  },
];
