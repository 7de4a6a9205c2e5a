"""Recording rules of the made-up provider, so that "where do i write a fall" is answered from the first minute."""

RULES_CSV = """title,area,plain_text,main_record,keywords,copy_to
A fall,incident,"Write a fall in the app first, under Incidents. Then copy it to the paper incident sheet within the hour.",new,fell; slipped; found on the floor,copy_to_paper
A near miss,incident,"Write a near miss in the app, under Incidents. Say that nobody was hurt.",new,nearly fell; nearly happened,
A body map,safeguarding,"Draw the body map in the app, under Body maps. Tell the person in charge.",new,bruise; mark; skin tear,
Fluids,daily_note,"Write each drink in the app, under Fluids, as soon as it is taken.",new,drinks; fluid chart,
A daily note,daily_note,"Write the daily note in the app, under Daily notes, before your shift ends.",new,daily log,
A medicine that was not taken,medication,"Write it on the paper MAR, with the code and the time. Tell the person in charge now.",paper,refused; missed dose; spat out,copy_to_new
A visit,daily_note,"Write who came and what they said in the app, under Visits.",new,family visit; gp visit; nurse visit; doctor visit,
Handover,handover,"Write handover in the app, under Handover. Print one copy for the paper folder.",new,end of shift,copy_to_paper
"""  # noqa: E501 - a table reads better with a row to a line
