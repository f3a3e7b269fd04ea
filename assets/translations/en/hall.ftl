# The pages of the hall: the invitation, the first page, the way back.

attract-touch = Touch to begin
back = Back
home-title = What would you like to see?
home-booths = Booths
