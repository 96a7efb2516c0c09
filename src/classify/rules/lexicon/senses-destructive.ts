// Senses of verbs after which something of value is gone, or a live state was replaced.
import type { Sense } from './sense.ts';

export const destructiveSenses: readonly Sense[] = [
  {
    id: 'delete-into-trash',
    category: 'Write',
    verbs: 'delete remove trash bin discard',
    when: { mark: ['trash'], without: ['permanent'] },
    example: { name: 'delete_page', description: 'Move a page to the trash.', level: 'medium' },
  },
  {
    id: 'uninstall-release',
    category: 'Destructive',
    verbs: 'uninstall undeploy',
    when: { words: 'release chart helm stack deployment cluster' },
    effects: ['deletes-data'],
    example: { name: 'helm_uninstall', description: 'Uninstall a Helm release.', level: 'critical' },
  },
  {
    id: 'terminate-instance',
    category: 'Destructive',
    verbs: 'terminate kill decommission',
    when: { words: 'instance instances vm vms machine server ec2 droplet cluster environment sandbox' },
    effects: ['deletes-data'],
    example: { name: 'terminate_instance', level: 'critical' },
  },
  {
    id: 'delete-part',
    category: 'Write',
    verbs: 'delete remove clear erase',
    when: {
      head: 'line lines section sections paragraph paragraphs sentence word range span formatting selection',
    },
    example: { name: 'delete_lines', level: 'medium' },
  },
  {
    id: 'delete',
    category: 'Destructive',
    verbs:
      'delete del rm rmdir drop purge wipe erase truncate destroy expunge nuke shred prune obliterate annihilate unprovision deprovision teardown tear-down decommission remove flush empty eliminate deregister unregister evict forget bulkdelete uproot expire dispose',
    effects: ['deletes-data'],
    example: { name: 'delete_database', level: 'critical' },
  },
  {
    id: 'clear-data',
    category: 'Destructive',
    verbs: 'clear clean cleanup clean-up reap',
    when: {
      not: ['guidance', 'code', 'inquiry', 'media'],
      unless: 'text data-frame name filter-selection up_text html csv string',
    },
    effects: ['deletes-data'],
    example: { name: 'clear_table', level: 'critical' },
  },
  {
    id: 'revoke-credential',
    category: 'Destructive',
    verbs: 'revoke invalidate expire',
    when: { object: ['secret', 'session'] },
    level: 'credential',
    effects: ['changes-access'],
    example: { name: 'revoke_api_key', level: 'high' },
  },
  {
    id: 'revoke-access',
    category: 'Write',
    verbs: 'revoke',
    level: 'access',
    effects: ['changes-access'],
    example: { name: 'revoke_booking_right', level: 'high' },
  },
  {
    id: 'put-back-old',
    category: 'Destructive',
    verbs: 'restore revert',
    level: 'small',
    effects: ['overwrites-data'],
    example: {
      name: 'restore_backup',
      description: 'Restore the database from a backup.',
      level: 'critical',
    },
  },
  {
    id: 'reset-hard',
    category: 'Destructive',
    verbs: 'reset discard factory-reset reinitialize reinitialise',
    when: { object: ['composed', 'versioned', 'store'] },
    level: 'small',
    effects: ['overwrites-data'],
    example: { name: 'reset_board', level: 'high' },
  },
  {
    id: 'reset-one',
    category: 'Write',
    verbs: 'reset discard',
    example: { name: 'reset_odometer', level: 'medium' },
  },
  {
    id: 'burn',
    category: 'Destructive',
    verbs: 'burn factory-reset reinitialize reinitialise',
    effects: ['deletes-data'],
    example: { name: 'burn_document', level: 'critical' },
  },
];
