UPDATE class_group SET kinds_confirmed = TRUE WHERE is_advanced;
