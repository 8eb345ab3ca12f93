UPDATE local_act_reader SET acknowledged_at = '2024-09-05T08:00:00+00:00', signed_on = '2024-09-04', noted_by = 'Орлова А. В.';
