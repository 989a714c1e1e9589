// Remembers in this browser which guides were opened, the last one at the end. ReadGuides.cs reads it; “Forget” in the settings deletes it.

const DAYS = 90;

const slug = location.pathname.split('/')[2];
const before = document.cookie.split('; ').find(cookie => cookie.startsWith('opened='))?.slice('opened='.length) ?? '';
const opened = [...before.split('.').filter(other => other && other !== slug), slug];
document.cookie = `opened=${opened.join('.')}; path=/; max-age=${DAYS * 86400}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
