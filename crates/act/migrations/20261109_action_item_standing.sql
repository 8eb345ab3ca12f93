-- The last step of each item stands in the item itself now.
UPDATE action_item SET
    state = (SELECT s.state FROM action_item_standing s WHERE s.item_id = action_item.id),
    step_count = (SELECT s.ordinal FROM action_item_standing s WHERE s.item_id = action_item.id)
WHERE id IN (SELECT item_id FROM action_item_standing);
DROP TABLE action_item_standing;
