"""The database itself refuses to change what an issued order says."""

from django.db import migrations

STAYS = """
create function orders_issued_stays() returns trigger language plpgsql as $$
begin
  if old.status in ('issued', 'corrected', 'cancelled') and (
      new.kind, new.title, new.body, new.basis, new.subject, new.flagship, new.levels, new.areas, new.roles, new.asks,
      new.per_person, new.due_days, new.due_on, new.report_on, new.ends_on, new.corrects_id, new.signed_by_id,
      new.issued_at, new.year_be, new.running, new.number
    ) is distinct from (
      old.kind, old.title, old.body, old.basis, old.subject, old.flagship, old.levels, old.areas, old.roles, old.asks,
      old.per_person, old.due_days, old.due_on, old.report_on, old.ends_on, old.corrects_id, old.signed_by_id,
      old.issued_at, old.year_be, old.running, old.number
    ) then
    raise exception 'an issued order does not change' using errcode = 'check_violation';
  end if;
  if old.sha256 <> '' and (new.sha256, new.paper) is distinct from (old.sha256, old.paper) then
    raise exception 'the paper of an issued order does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger orders_issued_stays before update on orders_order for each row execute function orders_issued_stays();
"""
GONE = "drop trigger orders_issued_stays on orders_order; drop function orders_issued_stays();"


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_orders")]
    operations = [migrations.RunSQL(STAYS, GONE)]
