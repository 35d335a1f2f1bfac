-- How far what a brief or a note says may be passed on: a mark of the Traffic
-- Light Protocol 2.0, or '' for none.

ALTER TABLE brief ADD COLUMN tlp TEXT NOT NULL DEFAULT '' CHECK (tlp IN ('', 'CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'));
ALTER TABLE note ADD COLUMN tlp TEXT NOT NULL DEFAULT '' CHECK (tlp IN ('', 'CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'));
