-- Hand-overs and rules of jurisdictions that were there before events told of them: taken into the record once, as the others.
insert into evidence_adoptions (what, scope_id) select distinct 'handover', site_id from handovers;
insert into evidence_adoptions (what, scope_id) select distinct 'jurisdiction_rule', organization_id from jurisdiction_rules;
